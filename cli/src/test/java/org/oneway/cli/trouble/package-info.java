// SPDX-License-Identifier: Apache-2.0

/** How failures end the command. */
@NullMarked
package org.oneway.cli.trouble;

import org.jspecify.annotations.NullMarked;
