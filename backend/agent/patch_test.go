package agent

import "northboard/backend/remind"

func patchEnabled(on bool) remind.ReminderPatch { return remind.ReminderPatch{Enabled: &on} }
