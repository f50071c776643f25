// SPDX-License-Identifier: Apache-2.0

/** The commands, called in process with captured output. */
@NullMarked
package org.oneway.cli.command;

import org.jspecify.annotations.NullMarked;
