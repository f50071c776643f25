// SPDX-License-Identifier: Apache-2.0

/**
 * What vCard and iCalendar have in common: content lines and their conversion. Must not know any
 * connector.
 */
@NullMarked
package org.oneway.connectors.shared.vobject;

import org.jspecify.annotations.NullMarked;
