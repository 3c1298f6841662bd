// A VFS over SQLite's own that records and spoils. What is declared here of SQLite is its stable interface; the
// functions are weak, since they are in another package's object until the test is linked.
#define _GNU_SOURCE
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "vfs_linux.h"

typedef long long i64;
typedef struct file file;
typedef struct vfs vfs;

typedef struct methods {
  int version;
  int (*close)(file *);
  int (*read)(file *, void *, int, i64);
  int (*write)(file *, const void *, int, i64);
  int (*truncate)(file *, i64);
  int (*sync)(file *, int);
  int (*size)(file *, i64 *);
  int (*lock)(file *, int);
  int (*unlock)(file *, int);
  int (*reserved)(file *, int *);
  int (*control)(file *, int, void *);
  int (*sector)(file *);
  int (*device)(file *);
  int (*shm_map)(file *, int, int, int, void volatile **);
  int (*shm_lock)(file *, int, int, int);
  void (*shm_barrier)(file *);
  int (*shm_unmap)(file *, int);
} methods;

struct file {
  const methods *methods;
};

struct vfs {
  int version, file_size, path_size;
  vfs *next;
  const char *name;
  void *data;
  int (*open)(vfs *, const char *, file *, int, int *);
  int (*delete)(vfs *, const char *, int);
  int (*access)(vfs *, const char *, int, int *);
  int (*full)(vfs *, const char *, int, char *);
  void *(*dl_open)(vfs *, const char *);
  void (*dl_error)(vfs *, int, char *);
  void (*(*dl_sym)(vfs *, void *, const char *))(void);
  void (*dl_close)(vfs *, void *);
  int (*random)(vfs *, int, char *);
  int (*sleep)(vfs *, int);
  int (*time)(vfs *, double *);
  int (*error)(vfs *, int, char *);
  int (*time64)(vfs *, i64 *);
};

vfs *sqlite3_vfs_find(const char *) __attribute__((weak));
int sqlite3_vfs_register(vfs *, int) __attribute__((weak));

typedef struct ours {
  file base;
  const char *path; // NULL: not in the folder that is watched, or a temporary file
  file *real;
} ours;

static vfs *under;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static char folder[4096];
static int recording, failing_with;
static long steps, kill_at, fail_at;
static unsigned char *record;
static long used, room;

static void append(const void *bytes, long n) {
  if (used + n > room) {
    room = (used + n) * 2;
    record = realloc(record, room);
    if (!record) abort();
  }
  memcpy(record + used, bytes, n);
  used += n;
}

static void put(int kind, const char *path, i64 offset, const void *bytes, i64 n) {
  i64 head[4] = {kind, path ? (i64)strlen(path) : 0, offset, n};
  append(head, sizeof head);
  if (path) append(path, head[1]);
  if (bytes) append(bytes, n);
}

// step is called before each change. 0: go on; else what SQLite is told.
static int step(int kind, const char *path, i64 offset, const void *bytes, i64 n) {
  if (!path) return 0;
  pthread_mutex_lock(&mutex);
  int said = 0;
  if (folder[0] && strncmp(path, folder, strlen(folder)) == 0) {
    steps++;
    if (kill_at && steps >= kill_at) {
      kill(getpid(), SIGKILL);
      pause();
    }
    if (fail_at && steps >= fail_at && kind != STEP_DELETE) said = failing_with;
    if (recording && !said) put(kind, path, offset, bytes, n);
  }
  pthread_mutex_unlock(&mutex);
  return said;
}

#define REAL(f) (((ours *)(f))->real)

static int o_close(file *f) { return REAL(f)->methods->close(REAL(f)); }
static int o_read(file *f, void *to, int n, i64 at) { return REAL(f)->methods->read(REAL(f), to, n, at); }
static int o_write(file *f, const void *from, int n, i64 at) {
  int said = step(STEP_WRITE, ((ours *)f)->path, at, from, n);
  return said ? said : REAL(f)->methods->write(REAL(f), from, n, at);
}
static int o_truncate(file *f, i64 size) {
  int said = step(STEP_TRUNCATE, ((ours *)f)->path, size, NULL, 0);
  return said ? said : REAL(f)->methods->truncate(REAL(f), size);
}
static int o_sync(file *f, int flags) {
  int said = step(STEP_SYNC, ((ours *)f)->path, 0, NULL, 0);
  return said ? said : REAL(f)->methods->sync(REAL(f), flags);
}
static int o_size(file *f, i64 *n) { return REAL(f)->methods->size(REAL(f), n); }
static int o_lock(file *f, int l) { return REAL(f)->methods->lock(REAL(f), l); }
static int o_unlock(file *f, int l) { return REAL(f)->methods->unlock(REAL(f), l); }
static int o_reserved(file *f, int *r) { return REAL(f)->methods->reserved(REAL(f), r); }
static int o_control(file *f, int op, void *arg) { return REAL(f)->methods->control(REAL(f), op, arg); }
static int o_sector(file *f) { return REAL(f)->methods->sector(REAL(f)); }
static int o_device(file *f) { return REAL(f)->methods->device(REAL(f)); }
static int o_shm_map(file *f, int page, int size, int extend, void volatile **at) {
  return REAL(f)->methods->shm_map(REAL(f), page, size, extend, at);
}
static int o_shm_lock(file *f, int at, int n, int flags) { return REAL(f)->methods->shm_lock(REAL(f), at, n, flags); }
static void o_shm_barrier(file *f) { REAL(f)->methods->shm_barrier(REAL(f)); }
static int o_shm_unmap(file *f, int d) { return REAL(f)->methods->shm_unmap(REAL(f), d); }

static const methods own = {2,          o_close,   o_read,   o_write,   o_truncate,  o_sync,        o_size,     o_lock, o_unlock,
                            o_reserved, o_control, o_sector, o_device, o_shm_map, o_shm_lock, o_shm_barrier, o_shm_unmap};

static int v_open(vfs *v, const char *name, file *f, int flags, int *out) {
  ours *o = (ours *)f;
  o->base.methods = NULL;
  o->real = (file *)(o + 1);
  o->path = name;
  int existed = 1;
  if (name && under->access(under, name, 0, &existed) != 0) existed = 1;
  int rc = under->open(under, name, o->real, flags, out);
  if (rc != 0) return rc;
  if (!existed) step(STEP_OPEN, name, 0, NULL, 0);
  o->base.methods = &own;
  return 0;
}

static int v_delete(vfs *v, const char *name, int sync_folder) {
  step(STEP_DELETE, name, sync_folder, NULL, 0);
  return under->delete(under, name, sync_folder);
}
static int v_access(vfs *v, const char *n, int f, int *r) { return under->access(under, n, f, r); }
static int v_full(vfs *v, const char *n, int s, char *to) { return under->full(under, n, s, to); }
static int v_random(vfs *v, int n, char *to) { return under->random(under, n, to); }
static int v_sleep(vfs *v, int us) { return under->sleep(under, us); }
static int v_time(vfs *v, double *t) { return under->time(under, t); }
static int v_error(vfs *v, int n, char *to) { return under->error(under, n, to); }
static int v_time64(vfs *v, i64 *t) { return under->time64(under, t); }

static vfs layer;

int powercut_install(void) {
  if (under) return 0;
  if (!sqlite3_vfs_find || !sqlite3_vfs_register) return -1;
  under = sqlite3_vfs_find(NULL);
  if (!under) return -1;
  layer.version = 2;
  layer.file_size = sizeof(ours) + under->file_size;
  layer.path_size = under->path_size;
  layer.name = "powercut";
  layer.open = v_open;
  layer.delete = v_delete;
  layer.access = v_access;
  layer.full = v_full;
  layer.random = v_random;
  layer.sleep = v_sleep;
  layer.time = v_time;
  layer.error = v_error;
  layer.time64 = v_time64;
  return sqlite3_vfs_register(&layer, 1);
}

void powercut_watch(const char *in, int keep, long kill_step, long fail_step, int fail_with) {
  pthread_mutex_lock(&mutex);
  strncpy(folder, in, sizeof folder - 1);
  recording = keep;
  kill_at = kill_step;
  fail_at = fail_step;
  failing_with = fail_with;
  steps = 0;
  used = 0;
  pthread_mutex_unlock(&mutex);
}

long powercut_stop(unsigned char **to, long *size) {
  pthread_mutex_lock(&mutex);
  folder[0] = 0;
  *to = record;
  *size = used;
  long n = steps;
  pthread_mutex_unlock(&mutex);
  return n;
}

void powercut_mark(i64 number) {
  pthread_mutex_lock(&mutex);
  if (recording) put(STEP_MARK, NULL, number, NULL, 0);
  pthread_mutex_unlock(&mutex);
}

long powercut_steps(void) {
  pthread_mutex_lock(&mutex);
  long n = steps;
  pthread_mutex_unlock(&mutex);
  return n;
}

void powercut_relent(void) {
  pthread_mutex_lock(&mutex);
  fail_at = 0;
  pthread_mutex_unlock(&mutex);
}
