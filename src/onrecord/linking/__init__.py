"""Who, where and when. In: a parsed Doc and its attributions. Out: actors with codes, places, times."""
