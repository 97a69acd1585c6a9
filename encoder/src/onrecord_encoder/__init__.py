"""Data alone: weights, word pieces and trust of the sentence encoder, which `onrecord.coding.encoder` reads."""
