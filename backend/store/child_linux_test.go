package store_test

// Tasks of child processes that need the layer under SQLite.
func init() {
	stepTasks["migrate"] = killedMigration
	stepTasks["kill"] = killedWriter
}
