"""Who says what. In: a parsed Doc and its layout. Out: attributions (source, cue, content) as character offsets."""
