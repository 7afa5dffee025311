// Go's channels: the loops of loops.h and oneshots.h once more, between goroutines or between C's threads, each of which
// then has a goroutine that runs on it and nowhere else. Where others have an unbounded queue, a channel that has room
// for all messages; it is made before the time is taken.
package main

import "C"

import (
	"runtime"
	"sync"
	"unsafe"
)

type message8 [1]uint64
type message64 [8]uint64

type message interface{ message8 | message64 }

func numbered[M message](n uint64) (m M) {
	for i := 0; i < len(m); i++ {
		m[i] = n
	}
	return m
}

type load struct {
	messages, capacity           uint64
	senders, receivers, channels int32
}

// What goroutines have to do; the order is that of go.c.
type task struct {
	prepare func(l *load)
	send    func(l *load, self uint64)
	receive func(l *load, self uint64) uint64
}

func tasksOf[M message]() []task {
	var channels []chan M
	prepare := func(l *load) {
		capacity := l.capacity
		if capacity > 1<<40 {
			capacity = l.messages
		}
		channels = make([]chan M, l.channels)
		for i := range channels {
			channels[i] = make(chan M, capacity)
		}
	}
	return []task{{ // a stream
		prepare,
		func(l *load, self uint64) { send(l, self, channels[0]) },
		func(l *load, self uint64) uint64 { return receive(l.messages/uint64(l.receivers), channels[0]) },
	}, { // there and back
		prepare,
		func(l *load, self uint64) { ask(l, channels[0], channels[1]) },
		func(l *load, self uint64) uint64 { return answer(l, channels[0], channels[1]) },
	}, { // of several
		prepare,
		func(l *load, self uint64) { sendRound(l, channels) },
		func(l *load, self uint64) uint64 { return selectOf(l, channels) },
	}, { // to all, a channel for each
		prepare,
		func(l *load, self uint64) { sendAll(l, channels) },
		func(l *load, self uint64) uint64 { return receive(l.messages, channels[self]) },
	}}
}

var trips []chan message8

var tasks = append(append(tasksOf[message8](), tasksOf[message64]()...),
	task{ // one-shot, there and back
		func(l *load) {
			trips = make([]chan message8, 2*l.messages)
			for i := range trips {
				trips[i] = make(chan message8, 1)
			}
		},
		func(l *load, self uint64) {
			for i := uint64(0); i < l.messages; i++ {
				trips[2*i] <- numbered[message8](i)
				<-trips[2*i+1]
			}
		},
		func(l *load, self uint64) uint64 {
			sum := uint64(0)
			for i := uint64(0); i < l.messages; i++ {
				m := <-trips[2*i]
				sum += m[0]
				trips[2*i+1] <- m
			}
			return sum
		},
	}, task{ // one-shot, alone
		func(l *load) {},
		func(l *load, self uint64) {},
		func(l *load, self uint64) uint64 {
			sum := uint64(0)
			for i := uint64(0); i < l.messages; i++ {
				c := make(chan message8, 1)
				c <- numbered[message8](i)
				sum += (<-c)[0]
			}
			return sum
		},
	})

func send[M message](l *load, self uint64, c chan M) {
	each := l.messages / uint64(l.senders)
	first := self * each
	for i := first; i < first+each; i++ {
		c <- numbered[M](i)
	}
}

func receive[M message](messages uint64, c chan M) uint64 {
	sum := uint64(0)
	for i := messages; i > 0; i-- {
		m := <-c
		sum += m[0]
	}
	return sum
}

func ask[M message](l *load, there, back chan M) {
	for i := uint64(0); i < l.messages; i++ {
		there <- numbered[M](i)
		<-back
	}
}

func answer[M message](l *load, there, back chan M) uint64 {
	sum := uint64(0)
	for i := uint64(0); i < l.messages; i++ {
		m := <-there
		sum += m[0]
		back <- m
	}
	return sum
}

func sendRound[M message](l *load, c []chan M) {
	for i := uint64(0); i < l.messages; i++ {
		c[i%uint64(len(c))] <- numbered[M](i)
	}
}

func selectOf[M message](l *load, c []chan M) uint64 {
	var m M
	sum := uint64(0)
	for i := l.messages; i > 0; i-- {
		if len(c) == 2 {
			select {
			case m = <-c[0]:
			case m = <-c[1]:
			}
		} else {
			select {
			case m = <-c[0]:
			case m = <-c[1]:
			case m = <-c[2]:
			case m = <-c[3]:
			case m = <-c[4]:
			case m = <-c[5]:
			case m = <-c[6]:
			case m = <-c[7]:
			}
		}
		sum += m[0]
	}
	return sum
}

func sendAll[M message](l *load, c []chan M) {
	for i := uint64(0); i < l.messages; i++ {
		for r := range c {
			c[r] <- numbered[M](i)
		}
	}
}

//export go_prepare
func go_prepare(l unsafe.Pointer, which int32) {
	tasks[which].prepare((*load)(l))
	runtime.GC()
}

//export go_clean_up
func go_clean_up(which int32) {
	tasks[which].prepare(&load{}) // which lets go of the channels
	runtime.GC()
}

// For a thread of C's: its goroutine is bound to it while it is in here.

//export go_send
func go_send(l unsafe.Pointer, which, self int32) { tasks[which].send((*load)(l), uint64(self)) }

//export go_receive
func go_receive(l unsafe.Pointer, which, self int32) uint64 {
	return tasks[which].receive((*load)(l), uint64(self))
}

// All of it, by goroutines on any of Go's threads. None of them is the caller's, which would be bound to its thread.

//export go_run
func go_run(pointer unsafe.Pointer, which int32) uint64 {
	l := (*load)(pointer)
	sums := make([]uint64, l.receivers)
	var wait sync.WaitGroup
	wait.Add(int(l.senders + l.receivers))
	for s := 0; s < int(l.senders); s++ {
		go func(s int) {
			tasks[which].send(l, uint64(s))
			wait.Done()
		}(s)
	}
	for r := 0; r < int(l.receivers); r++ {
		go func(r int) {
			sums[r] = tasks[which].receive(l, uint64(r))
			wait.Done()
		}(r)
	}
	wait.Wait()
	sum := uint64(0)
	for _, s := range sums {
		sum += s
	}
	return sum
}

func main() {}
