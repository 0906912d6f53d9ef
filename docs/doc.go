// Package docs holds the design notes, and the test that keeps the map in architecture.md true: who may import whom.
package docs
