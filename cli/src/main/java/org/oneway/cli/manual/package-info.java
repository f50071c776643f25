// SPDX-License-Identifier: Apache-2.0

/**
 * Makes the manual pages from the description of commands and options. It knows that description
 * and the exit codes, and none of the commands themselves.
 */
@NullMarked
package org.oneway.cli.manual;

import org.jspecify.annotations.NullMarked;
