package aws_test

import "time"

// start is when time begins in a synctest bubble.
var start = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)
