/** Directives: configuration state. */
package io.exo4j.schedule.config;
