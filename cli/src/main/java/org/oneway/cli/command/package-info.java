// SPDX-License-Identifier: Apache-2.0

/**
 * The commands as they are written on the command line. Each reads its words, lets {@code work} do
 * it and {@code screen} or {@code json} tell it.
 */
@NullMarked
package org.oneway.cli.command;

import org.jspecify.annotations.NullMarked;
