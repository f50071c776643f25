// SPDX-License-Identifier: Apache-2.0

/**
 * Content lines as vCard and iCalendar write them: reading without loss, from any program of the
 * last thirty years, and writing. Knows nothing of what a property means and must not know any
 * connector.
 */
@NullMarked
package org.oneway.connectors.shared.vobject;

import org.jspecify.annotations.NullMarked;
