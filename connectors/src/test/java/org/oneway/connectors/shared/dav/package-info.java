// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.oneway.connectors.shared.dav;

import org.jspecify.annotations.NullMarked;
