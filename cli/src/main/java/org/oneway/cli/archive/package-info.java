// SPDX-License-Identifier: Apache-2.0
/**
 * What is done with archives as such: checked, listed, compared, merged, split, converted. Knows no
 * store, and of what is in an archive only what its reader and its rules say.
 */
@NullMarked
package org.oneway.cli.archive;

import org.jspecify.annotations.NullMarked;
