package io.plimsoll.contracts;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.BeanDeserializerBuilder;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.SettableAnyProperty;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import java.io.IOException;
import java.util.List;

/**
 * Refuses an unknown member of a record where it stands. Jackson alone looks at unknown members
 * only after the record was made, so a misspelt member would be told as an absent one.
 */
final class UnknownMembers extends BeanDeserializerModifier {

  @Override
  public BeanDeserializerBuilder updateBuilder(
      DeserializationConfig config, BeanDescription bean, BeanDeserializerBuilder builder) {
    boolean isStrict = config.isEnabled(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    if (isStrict && bean.getBeanClass().isRecord() && builder.getAnySetter() == null) {
      List<Object> known =
          bean.findProperties().stream()
              .map(BeanPropertyDefinition::getName)
              .map(Object.class::cast)
              .toList();
      builder.setAnySetter(new Refusal(bean, known));
    }
    return builder;
  }

  /** Takes any member, and refuses it. */
  private static final class Refusal extends SettableAnyProperty {
    private final transient Class<?> type;
    private final transient List<Object> known;

    Refusal(BeanDescription bean, List<Object> known) {
      super(new BeanProperty.Bogus(), null, bean.getType(), null, null, null);
      this.type = bean.getBeanClass();
      this.known = known;
    }

    @Override
    public Object deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      String name = parser.currentName();
      throw new UnrecognizedPropertyException(
          parser, "unknown member " + name, parser.currentLocation(), type, name, known);
    }

    @Override
    protected void _set(Object instance, Object name, Object value) {
      throw new IllegalStateException("no unknown member is ever kept");
    }

    @Override
    public SettableAnyProperty withValueDeserializer(JsonDeserializer<Object> deserializer) {
      return this;
    }

    @Override
    public boolean hasValueDeserializer() {
      return true;
    }

    @Override
    public void fixAccess(DeserializationConfig config) {
      // there is nothing to reach
    }
  }
}
