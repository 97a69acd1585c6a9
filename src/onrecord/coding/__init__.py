"""Makes records: events by codebook patterns, transfers, agreements, measures, claims and amounts."""
