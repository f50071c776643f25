// SPDX-License-Identifier: Apache-2.0

/** The configuration as it is read and refused. */
@NullMarked
package org.oneway.cli.config;

import org.jspecify.annotations.NullMarked;
