#ifndef NORTHBOARD_POWERCUT_H
#define NORTHBOARD_POWERCUT_H

// The kinds of steps in the record.
enum { STEP_OPEN = 1, STEP_WRITE, STEP_TRUNCATE, STEP_SYNC, STEP_DELETE, STEP_MARK };

int powercut_install(void);
void powercut_watch(const char *folder, int record, long kill_at, long fail_at, int fail_with);
long powercut_stop(unsigned char **record, long *size);
void powercut_mark(long long number);
long powercut_steps(void);
void powercut_relent(void);

#endif
