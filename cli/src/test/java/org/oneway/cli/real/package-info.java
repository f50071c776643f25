// SPDX-License-Identifier: Apache-2.0

/** What only the real command can show: a process of its own on real files, that may be killed. */
@NullMarked
package org.oneway.cli.real;

import org.jspecify.annotations.NullMarked;
