package aws

import (
	"context"
	"fmt"
	"log/slog"

	"github.com/aws/smithy-go/logging"
)

// logger takes what the SDK would write to standard error, in the middle of the
// screen.
type logger struct{ log *slog.Logger }

// Logf implements logging.Logger.
func (l logger) Logf(class logging.Classification, format string, v ...any) {
	level := slog.LevelDebug
	if class == logging.Warn {
		level = slog.LevelWarn
	}
	l.log.Log(context.Background(), level, "the SDK says", "text", fmt.Sprintf(format, v...))
}
