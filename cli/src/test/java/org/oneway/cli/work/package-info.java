// SPDX-License-Identifier: Apache-2.0

/** What the commands do. */
@NullMarked
package org.oneway.cli.work;

import org.jspecify.annotations.NullMarked;
