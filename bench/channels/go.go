// Go's channels, between goroutines: the loops of loops.h and oneshots.h once more. Where others have an unbounded
// queue, a channel that has room for all messages; it is made before the time is taken.
package main

import "C"

import (
	"runtime"
	"sync"
	"unsafe"
)

type message8 [1]uint64
type message64 [8]uint64

func numbered8(n uint64) message8 { return message8{n} }
func number8(m message8) uint64   { return m[0] }
func numbered64(n uint64) message64 {
	return message64{n, n, n, n, n, n, n, n}
}
func number64(m message64) uint64 { return m[0] }

type load struct {
	messages, capacity           uint64
	senders, receivers, channels int32
}

func prepare[M any](l *load) []chan M {
	capacity := l.capacity
	if capacity > 1<<40 {
		capacity = l.messages
	}
	channels := make([]chan M, l.channels)
	for i := range channels {
		channels[i] = make(chan M, capacity)
	}
	runtime.GC()
	return channels
}

func stream[M any](l *load, c chan M, numbered func(uint64) M, number func(M) uint64) uint64 {
	var wait sync.WaitGroup
	sums := make([]uint64, l.receivers)
	wait.Add(int(l.senders + l.receivers))
	for s := 0; s < int(l.senders); s++ {
		go func(s int) {
			each := l.messages / uint64(l.senders)
			first := uint64(s) * each
			for i := first; i < first+each; i++ {
				c <- numbered(i)
			}
			wait.Done()
		}(s)
	}
	for r := 0; r < int(l.receivers); r++ {
		go func(r int) {
			sum := uint64(0)
			for i := l.messages / uint64(l.receivers); i > 0; i-- {
				sum += number(<-c)
			}
			sums[r] = sum
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

func pingPong[M any](l *load, there, back chan M, numbered func(uint64) M, number func(M) uint64) uint64 {
	done := make(chan bool)
	go func() {
		for i := uint64(0); i < l.messages; i++ {
			there <- numbered(i)
			<-back
		}
		done <- true
	}()
	sum := uint64(0)
	for i := uint64(0); i < l.messages; i++ {
		m := <-there
		sum += number(m)
		back <- m
	}
	<-done
	return sum
}

var channels8 []chan message8
var channels64 []chan message64

//export go_prepare8
func go_prepare8(l unsafe.Pointer) { channels8 = prepare[message8]((*load)(l)) }

//export go_prepare64
func go_prepare64(l unsafe.Pointer) { channels64 = prepare[message64]((*load)(l)) }

//export go_clean_up
func go_clean_up(unsafe.Pointer) {
	channels8, channels64, trips = nil, nil, nil
	runtime.GC()
}

//export go_stream8
func go_stream8(l unsafe.Pointer) uint64 {
	return stream((*load)(l), channels8[0], numbered8, number8)
}

//export go_stream64
func go_stream64(l unsafe.Pointer) uint64 {
	return stream((*load)(l), channels64[0], numbered64, number64)
}

//export go_ping_pong8
func go_ping_pong8(l unsafe.Pointer) uint64 {
	return pingPong((*load)(l), channels8[0], channels8[1], numbered8, number8)
}

//export go_ping_pong64
func go_ping_pong64(l unsafe.Pointer) uint64 {
	return pingPong((*load)(l), channels64[0], channels64[1], numbered64, number64)
}

// One message each.

var trips []chan message8

//export go_prepare_trips
func go_prepare_trips(l unsafe.Pointer) {
	trips = make([]chan message8, 2*(*load)(l).messages)
	for i := range trips {
		trips[i] = make(chan message8, 1)
	}
	runtime.GC()
}

//export go_trips
func go_trips(l unsafe.Pointer) uint64 {
	messages := int((*load)(l).messages)
	done := make(chan bool)
	go func() {
		for i := 0; i < messages; i++ {
			trips[2*i] <- numbered8(uint64(i))
			<-trips[2*i+1]
		}
		done <- true
	}()
	sum := uint64(0)
	for i := 0; i < messages; i++ {
		m := <-trips[2*i]
		sum += m[0]
		trips[2*i+1] <- m
	}
	<-done
	return sum
}

//export go_alone
func go_alone(l unsafe.Pointer) uint64 {
	sum := uint64(0)
	for i := uint64(0); i < (*load)(l).messages; i++ {
		c := make(chan message8, 1)
		c <- numbered8(i)
		sum += number8(<-c)
	}
	return sum
}

func select2[M any](l *load, c []chan M, number func(M) uint64) uint64 {
	sum := uint64(0)
	for i := l.messages; i > 0; i-- {
		select {
		case m := <-c[0]:
			sum += number(m)
		case m := <-c[1]:
			sum += number(m)
		}
	}
	return sum
}

func select8[M any](l *load, c []chan M, number func(M) uint64) uint64 {
	sum := uint64(0)
	for i := l.messages; i > 0; i-- {
		select {
		case m := <-c[0]:
			sum += number(m)
		case m := <-c[1]:
			sum += number(m)
		case m := <-c[2]:
			sum += number(m)
		case m := <-c[3]:
			sum += number(m)
		case m := <-c[4]:
			sum += number(m)
		case m := <-c[5]:
			sum += number(m)
		case m := <-c[6]:
			sum += number(m)
		case m := <-c[7]:
			sum += number(m)
		}
	}
	return sum
}

func selecting[M any](l *load, c []chan M, numbered func(uint64) M, number func(M) uint64) uint64 {
	go func() {
		for i := uint64(0); i < l.messages; i++ {
			c[i%uint64(len(c))] <- numbered(i)
		}
	}()
	if len(c) == 2 {
		return select2(l, c, number)
	}
	return select8(l, c, number)
}

//export go_select8
func go_select8(l unsafe.Pointer) uint64 {
	return selecting((*load)(l), channels8, numbered8, number8)
}

//export go_select64
func go_select64(l unsafe.Pointer) uint64 {
	return selecting((*load)(l), channels64, numbered64, number64)
}

func main() {}
