// Package escape makes untrusted text safe for readers that act on more than letters: terminals, drawing tools and
// spreadsheets. What it takes out stays visible, so that nothing an article contains goes unnoticed.
package escape
