# Reads a JSON object {"modulepath", "facts", "libraries", "manifests"} from standard input and compiles each manifest (a
# path) with real Puppet, as strict as it is by itself; prints for each the catalog or the error, and what was logged.
require_relative 'prelude'

NODE = 'test.example.com'

def run(environment, facts)
  { catalog: sent(compiled(node_of(NODE, facts, environment, SERVER))).except(*VOLATILE) }
rescue Puppet::Error => e
  { error: e.message }
rescue SystemStackError, ScriptError, StandardError => e
  { crash: "#{e.class}: #{e.message}" }
end

start
collect_log(:info) { |message| "#{message.level}: #{message.message}" }
input = JSON.parse($stdin.read)
$LOAD_PATH.unshift(*input['libraries'])
print JSON.generate(input['manifests'].map do |manifest|
  $logged.clear
  Puppet::Util::Warnings.clear_warnings
  $unique_warnings&.clear
  environment = Puppet::Node::Environment.create(:production, input['modulepath'], manifest)
  run(environment, input['facts']).merge(logged: $logged.dup)
end)
