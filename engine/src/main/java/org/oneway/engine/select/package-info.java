// SPDX-License-Identifier: Apache-2.0
/**
 * Which items of a source take part in a sync, and in which form: the window in time, which
 * messages and folders, and what is left out of each item. Knows members of JSCalendar (RFC 8984)
 * and Email (RFC 8621), and nothing of where items come from or what is decided about them.
 */
@NullMarked
package org.oneway.engine.select;

import org.jspecify.annotations.NullMarked;
