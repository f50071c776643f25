// SPDX-License-Identifier: Apache-2.0
/** Tests of the conversion between iCalendar and JSCalendar. */
@NullMarked
package org.oneway.connectors.shared.jscalendar;

import org.jspecify.annotations.NullMarked;
