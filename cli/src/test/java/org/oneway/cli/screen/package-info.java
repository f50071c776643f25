// SPDX-License-Identifier: Apache-2.0

/** What people read. */
@NullMarked
package org.oneway.cli.screen;

import org.jspecify.annotations.NullMarked;
