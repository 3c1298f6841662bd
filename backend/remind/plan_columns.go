package remind

// What reminders read of the plan's tables beside titles and days.

// beginsOf is the day that a row of a goal, milestone or task starts on.
func beginsOf(row string) string { return row + ".begins" }

// openGoal is the condition that a goal is worked towards: neither reached nor laid aside.
func openGoal(row string) string {
	return row + ".reached IS NULL AND " + row + ".state = 'open'"
}
