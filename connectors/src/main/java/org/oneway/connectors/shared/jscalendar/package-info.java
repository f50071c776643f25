// SPDX-License-Identifier: Apache-2.0
/**
 * iCalendar (RFC 5545) to JSCalendar and back, for everything that reads or writes calendars: one
 * way through the properties, two surfaces (RFC 8984, JSCalendar 2.0). Knows the engine's items;
 * knows nothing of files or servers.
 */
@NullMarked
package org.oneway.connectors.shared.jscalendar;

import org.jspecify.annotations.NullMarked;
