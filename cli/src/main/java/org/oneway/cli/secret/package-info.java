// SPDX-License-Identifier: Apache-2.0

/**
 * Where secrets come from, and how they are fetched: by a command, a variable, a file, a question.
 * Must not know the configuration's format, and prints, logs and keeps none of them.
 */
@NullMarked
package org.oneway.cli.secret;

import org.jspecify.annotations.NullMarked;
