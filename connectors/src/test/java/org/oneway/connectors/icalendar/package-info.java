// SPDX-License-Identifier: Apache-2.0

/** Proves calendars in files, in directories and behind addresses. */
@NullMarked
package org.oneway.connectors.icalendar;

import org.jspecify.annotations.NullMarked;
