// SPDX-License-Identifier: Apache-2.0

/**
 * Contacts and calendars from one form to another, file by file. Must not know stores, syncs or
 * state.
 */
@NullMarked
package org.oneway.cli.convert;

import org.jspecify.annotations.NullMarked;
