/* A clock of the day that stands at KENAL_TEST_CLOCK seconds after 1970; other clocks run. */
#define _GNU_SOURCE
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

time_t time(time_t *into) {
    time_t now = atoll(getenv("KENAL_TEST_CLOCK"));
    if (into) *into = now;
    return now;
}

int clock_gettime(clockid_t clock, struct timespec *into) {
    if (clock != CLOCK_REALTIME && clock != CLOCK_REALTIME_COARSE)
        return (int)syscall(SYS_clock_gettime, clock, into);
    *into = (struct timespec){.tv_sec = time(0)};
    return 0;
}

int gettimeofday(struct timeval *into, void *zone) {
    *into = (struct timeval){.tv_sec = time(0)};
    return 0;
}
