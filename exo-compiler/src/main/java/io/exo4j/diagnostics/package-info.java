/**
 * Source positions, diagnostics and the exceptions that carry them. Every other package reports
 * mistakes in terms of these types; this package depends on none of them.
 */
package io.exo4j.diagnostics;
