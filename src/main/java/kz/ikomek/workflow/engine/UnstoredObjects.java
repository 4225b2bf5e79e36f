package kz.ikomek.workflow.engine;

import java.util.List;
import kz.ikomek.shared.Refusal;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.variable.serializer.AbstractTypedValueSerializer;
import org.camunda.bpm.engine.impl.variable.serializer.ValueFields;
import org.camunda.bpm.engine.impl.variable.serializer.VariableSerializers;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.impl.value.UntypedValueImpl;
import org.camunda.bpm.engine.variable.type.ValueType;
import org.camunda.bpm.engine.variable.value.ObjectValue;
import org.camunda.bpm.engine.variable.value.TypedValue;

/**
 * A Java object lives in memory for as long as one step needs it, such as the result of a decision, and is neither
 * written to the engine's tables nor made from what lies there or comes from outside. Left alone, the engine would read a serialised object
 * that lies in its tables, and Spin would store an object of any class and make it when it is read.
 */
final class UnstoredObjects extends AbstractTypedValueSerializer<ObjectValue> {

    /** Code of the refusal of an object that comes from outside or is to be kept; its value is the variable. */
    static final String OBJECT = "workflow.object-variable";

    private UnstoredObjects() {
        super(ValueType.OBJECT);
    }

    /** Puts this in the place of every serializer of objects, the engine's and those of its plugins. */
    static void replace(VariableSerializers serializers) {
        List.copyOf(serializers.getSerializers()).stream()
                .filter(serializer -> serializer.getType() == ValueType.OBJECT)
                .forEach(serializers::removeSerializer);
        serializers.addSerializer(new UnstoredObjects());
    }

    @Override
    public String getName() {
        return "ikomek-unstored";
    }

    @Override
    public ObjectValue convertToTypedValue(UntypedValueImpl untyped) {
        return Variables.objectValue(untyped.getValue(), untyped.isTransient()).create();
    }

    @Override
    public void writeValue(ObjectValue value, ValueFields fields) {
        if (!value.isTransient() || !value.isDeserialized()) {
            throw new Refusal(OBJECT, null, fields.getName());
        }
    }

    @Override
    public ObjectValue readValue(ValueFields fields, boolean deserialize, boolean asTransient) {
        throw new ProcessEngineException("An object is never stored here, yet one lies in " + fields.getName());
    }

    @Override
    protected boolean canWriteValue(TypedValue value) {
        return value instanceof ObjectValue || value instanceof UntypedValueImpl;
    }
}
