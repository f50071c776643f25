// SPDX-License-Identifier: Apache-2.0

/** Runs what the pages for users show. */
@NullMarked
package org.oneway.cli.docs;

import org.jspecify.annotations.NullMarked;
