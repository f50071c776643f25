// SPDX-License-Identifier: Apache-2.0

/** What programs read: one JSON object per command. Must not know how it is printed. */
@NullMarked
package org.oneway.cli.json;

import org.jspecify.annotations.NullMarked;
