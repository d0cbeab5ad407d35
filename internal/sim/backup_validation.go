package sim

import "slices"

const stillValidating = "VALIDATING"

func putRestoreValidationResult(c *call) *apiError {
	var in struct{ ValidationStatus, ValidationStatusMessage string }
	if err := c.read(&in); err != nil {
		return err
	}
	if err := needs("ValidationStatus", in.ValidationStatus); err != nil {
		return err
	}
	if !slices.Contains([]string{"FAILED", "SUCCESSFUL", "TIMED_OUT", stillValidating}, in.ValidationStatus) {
		return invalid("Invalid value for ValidationStatus: %s", in.ValidationStatus)
	}
	it, _, err := c.restoreJob()
	if err != nil {
		return err
	}
	r := it.restoreRun()
	switch {
	case it.s.scope != c.scope:
		return notFound("Cannot find job: %s", c.labels[0])
	case restoreState(r, c.now) != stateCompleted:
		return refuse("InvalidRequestException", "Restore job %s is in state %s: there is nothing to validate.", c.labels[0], restoreState(r, c.now))
	}
	if status, _ := it.validation(r, c.now); status != "" && status != stillValidating {
		return refuse("InvalidRequestException", "The validation of restore job %s has ended: %s", c.labels[0], status)
	}
	it.change(func(e *edit) { e.validation, e.finding = in.ValidationStatus, in.ValidationStatusMessage })
	return nil
}
