/** Stands in for a packaged service's own entry point, so that the launcher's tests need none. */
@NullMarked
package io.quarkus.bootstrap.runner;

import org.jspecify.annotations.NullMarked;
