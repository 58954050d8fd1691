// Linux calls that Swift's Glibc module leaves out. One-liners over macros and GNU-only names, no logic.
#ifndef CLINUX_SHIM_H
#define CLINUX_SHIM_H

#include <malloc.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

// Declared here because sys/socket.h hides it without _GNU_SOURCE, with which its types would differ from Glibc's.
extern int accept4(int fd, struct sockaddr *address, socklen_t *length, int flags);

static const unsigned int CLinux_EPOLLIN = EPOLLIN;
static const unsigned int CLinux_EPOLLOUT = EPOLLOUT;
static const unsigned int CLinux_EPOLLERR = EPOLLERR;
static const unsigned int CLinux_EPOLLHUP = EPOLLHUP;
static const int CLinux_EPOLL_CLOEXEC = EPOLL_CLOEXEC;
static const int CLinux_EFD_CLOEXEC = EFD_CLOEXEC;
static const int CLinux_EFD_NONBLOCK = EFD_NONBLOCK;
static const int CLinux_SOCK_STREAM = SOCK_STREAM;
static const int CLinux_SOCK_CLOEXEC = SOCK_CLOEXEC;
static const int CLinux_SOCK_NONBLOCK = SOCK_NONBLOCK;
static const int CLinux_MSG_NOSIGNAL = MSG_NOSIGNAL;
static const int CLinux_SHUT_WR = SHUT_WR;
static const int CLinux_IPPROTO_TCP = IPPROTO_TCP;
static const int CLinux_IPPROTO_IPV6 = IPPROTO_IPV6;

#endif
