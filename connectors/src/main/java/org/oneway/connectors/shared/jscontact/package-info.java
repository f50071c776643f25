// SPDX-License-Identifier: Apache-2.0

/**
 * vCard to JSContact and back (RFC 9555), for every connector whose store holds vCards. Pure
 * conversion; must not know where a card comes from or goes to, nor any connector.
 */
@NullMarked
package org.oneway.connectors.shared.jscontact;

import org.jspecify.annotations.NullMarked;
