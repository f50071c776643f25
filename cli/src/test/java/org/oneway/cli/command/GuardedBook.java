// SPDX-License-Identifier: Apache-2.0
package org.oneway.cli.command;

import java.util.Arrays;
import java.util.List;
import org.oneway.connectors.vcard.VcardConnector;
import org.oneway.engine.store.Connector;
import org.oneway.engine.store.SecretSource;
import org.oneway.engine.store.Setting;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreSettings;
import org.oneway.engine.store.TargetStore;

/** Cards behind a password: what any store with a sign-in does with its secret. */
final class GuardedBook implements Connector {
  private final VcardConnector cards = new VcardConnector();
  private final String password;
  private int signIns;

  /** Books that all have this password. */
  GuardedBook(String password) {
    this.password = password;
  }

  /** How often a store was opened with the right password. */
  int signIns() {
    return signIns;
  }

  @Override
  public String type() {
    return "guarded";
  }

  @Override
  public List<Setting> keys() {
    return List.of(
        Setting.path("path", "where the cards are"),
        Setting.secret("password", "no sign-in", "what opens the book"));
  }

  @Override
  public SourceStore openSource(StoreSettings settings) throws StoreException {
    signIn(settings);
    return cards.openSource(settings);
  }

  @Override
  public TargetStore openTarget(StoreSettings settings) throws StoreException {
    signIn(settings);
    return cards.openTarget(settings);
  }

  private void signIn(StoreSettings settings) throws StoreException {
    SecretSource source = settings.secret("password").orElseThrow();
    boolean isRight = source.get().use(typed -> Arrays.equals(typed, password.toCharArray()));
    if (!isRight) {
      throw new StoreException.SignInFailed(
          "The book of store \"%s\" refused the password, which came from %s"
              .formatted(settings.name(), source.origin()),
          "Correct it");
    }
    signIns++;
  }
}
