// SPDX-License-Identifier: Apache-2.0
/** Calendars at real servers. */
@NullMarked
package org.oneway.connectors.caldav;

import org.jspecify.annotations.NullMarked;
