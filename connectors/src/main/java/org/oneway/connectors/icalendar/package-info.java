// SPDX-License-Identifier: Apache-2.0

/**
 * Calendars in iCalendar files, as source and target, and behind an address, as source. Must not
 * know any other connector.
 */
@NullMarked
package org.oneway.connectors.icalendar;

import org.jspecify.annotations.NullMarked;
