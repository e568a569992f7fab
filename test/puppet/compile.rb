# Reads a JSON object {"modulepath", "facts", "cases": [{"manifest"}]} from standard input and compiles each
# manifest (a path) with real Puppet, as strict as it is by itself; prints for each the catalog or the error, and what was logged.
require 'json'
require 'tmpdir'
require 'puppet'

root = Dir.mktmpdir
at_exit { FileUtils.rm_rf(root) }
Puppet.initialize_settings(%W[--confdir #{root} --vardir #{root} --codedir #{root} --rundir #{root} --logdir #{root}])
Puppet[:storeconfigs] = false

$logged = []
Puppet::Util::Log.newdesttype(:collect) do
  match 'collect'
  def handle(message)
    $logged << {
      level: message.level, message: message.message, file: message.file, line: message.line, column: message.pos,
    }
  end
end
Puppet::Util::Log.newdestination('collect')
Puppet::Util::Log.level = :info

NODE = 'test.example.com'
VOLATILE = %w[version catalog_uuid code_id]

def compile(environment, facts)
  facts = Puppet::Node::Facts.new(NODE, facts)
  node = Puppet::Node.new(NODE, facts: facts, environment: environment)
  node.merge(facts.values)
  node.add_server_facts('serverversion' => Puppet.version, 'servername' => 'puppet.example.com', 'serverip' => '192.0.2.1')
  trusted = Puppet::Context::TrustedInformation.new('local', NODE, {})
  node.trusted_data = trusted.to_h
  Puppet.override(current_environment: environment, trusted_information: trusted) do
    Puppet::Parser::Compiler.compile(node, nil)
  end
end

def run(environment, facts)
  catalog = compile(environment, facts).filter { |resource| resource.virtual? }
  data = Puppet.override(rich_data: true) { catalog.to_data_hash }
  { catalog: data.reject { |key, _| VOLATILE.include?(key) } }
rescue Puppet::Error => e
  { error: e.message }
rescue SystemStackError, ScriptError, StandardError => e
  { crash: "#{e.class}: #{e.message}" }
end

input = JSON.parse($stdin.read)
Puppet.push_context(Puppet.base_context(Puppet.settings), 'compile')
output = input['cases'].map do |one|
  $logged.clear
  Puppet::Util::Warnings.clear_warnings
  environment = Puppet::Node::Environment.create(:production, input['modulepath'], one['manifest'])
  run(environment, input['facts'].dup).merge(logged: $logged.dup)
end
print JSON.generate(output)
