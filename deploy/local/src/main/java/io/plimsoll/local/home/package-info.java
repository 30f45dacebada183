/** Where an installation keeps its state: keys, passwords, data, logs. */
@NullMarked
package io.plimsoll.local.home;

import org.jspecify.annotations.NullMarked;
