// SPDX-License-Identifier: Apache-2.0
package org.oneway.connectors.vcard;

import java.util.List;
import java.util.Set;
import org.oneway.connectors.shared.files.FileStores;
import org.oneway.connectors.shared.vobject.CardVersion;
import org.oneway.engine.item.Kind;
import org.oneway.engine.store.Connector;
import org.oneway.engine.store.Setting;
import org.oneway.engine.store.SourceStore;
import org.oneway.engine.store.StoreException;
import org.oneway.engine.store.StoreSettings;
import org.oneway.engine.store.TargetStore;

/** Opens files and directories of vCards; {@code type = "vcard"}. */
public final class VcardConnector implements Connector {
  private static final List<Setting> KEYS =
      List.of(
          Setting.path(
              "path",
              "a file of vCards, or a directory of `.vcf` files whose sub-directories are address"
                  + " books of their own"),
          FileStores.FOLDER,
          Setting.choice(
              "version", List.of("4.0", "3.0"), "the vCard version of the cards that are made"));

  @Override
  public String type() {
    return "vcard";
  }

  @Override
  public Set<Kind> kinds() {
    return Set.of(Kind.CONTACT);
  }

  @Override
  public List<Setting> keys() {
    return KEYS;
  }

  @Override
  public SourceStore openSource(StoreSettings settings) throws StoreException {
    return FileStores.openSource(settings, format(settings));
  }

  @Override
  public TargetStore openTarget(StoreSettings settings) throws StoreException {
    return FileStores.openTarget(settings, format(settings));
  }

  private static CardFormat format(StoreSettings settings) throws StoreException {
    return CardVersion.of(settings.value("version").orElse("4.0"))
        .filter(version -> version != CardVersion.V2_1)
        .map(CardFormat::new)
        .orElseThrow(
            () ->
                new StoreException.InputRefused(
                    "version of store \"%s\" is neither 3.0 nor 4.0".formatted(settings.name()),
                    "Correct \"version\" of the store"));
  }
}
