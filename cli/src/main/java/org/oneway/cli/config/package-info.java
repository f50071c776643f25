// SPDX-License-Identifier: Apache-2.0

/**
 * The configuration file: its keys, and how it is read and checked. Must not open a store or the
 * state.
 */
@NullMarked
package org.oneway.cli.config;

import org.jspecify.annotations.NullMarked;
