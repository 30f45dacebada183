/** What training-service says of its models, and their bundles. */
@NullMarked
package io.plimsoll.simulation.models;

import org.jspecify.annotations.NullMarked;
