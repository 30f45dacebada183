/** What models there are: lists, records, importances, lineage, bundles, and their end. */
@NullMarked
package io.plimsoll.training.registry;

import org.jspecify.annotations.NullMarked;
