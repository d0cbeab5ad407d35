package sim

import (
	"io"
	"net/http"
	"time"
)

// changeRoutes are the operations that change something.
func changeRoutes() []*route {
	const point = "/backup-vaults/{backupVaultName}/recovery-points/{recoveryPointArn}"
	void := func(name, method, path string, status int, answer func(*call) *apiError) *route {
		return &route{name: name, method: method, path: path, status: status, void: true, answer: answer}
	}
	return []*route{
		{name: "StartBackupJob", method: http.MethodPut, path: "/backup-jobs", answer: startBackupJob},
		{name: "StartCopyJob", method: http.MethodPut, path: "/copy-jobs", answer: startCopyJob},
		{name: "StartRestoreJob", method: http.MethodPut, path: "/restore-jobs", answer: startRestoreJob},
		void("StopBackupJob", http.MethodPost, "/backup-jobs/{backupJobId}", http.StatusOK, stopBackupJob),
		void("DeleteRecoveryPoint", http.MethodDelete, point, http.StatusOK, deleteRecoveryPoint),
		{name: "UpdateRecoveryPointLifecycle", method: http.MethodPost, path: point, answer: updateRecoveryPointLifecycle},
		void("DisassociateRecoveryPoint", http.MethodPost, point+"/disassociate", http.StatusOK, disassociateRecoveryPoint),
		void("DisassociateRecoveryPointFromParent", http.MethodDelete, point+"/parentAssociation", http.StatusNoContent, disassociateFromParent),
		void("PutRestoreValidationResult", http.MethodPut, "/restore-jobs/{restoreJobId}/validations", http.StatusNoContent, putRestoreValidationResult),
	}
}

// changes answers a request that changes something, one after the other.
func (c *call) changes(id string, r *http.Request) *apiError {
	var err error
	if c.body, err = io.ReadAll(r.Body); err != nil {
		return refuse("SerializationException", "The request body cannot be read: %v", err)
	}
	c.w.overlay.order.Lock()
	defer c.w.overlay.order.Unlock()
	c.now = time.Now().UnixMilli()
	refused := c.permitted("backup:"+c.route.name, "*", nil)
	if refused == nil {
		refused = c.route.answer(c)
	}
	c.w.overlay.record.settled(c, id, refused)
	return refused
}
