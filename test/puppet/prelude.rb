# What the scripts that ask real Puppet have in common.
require 'json'
require 'tmpdir'
require 'puppet'

VOLATILE = %w[version catalog_uuid code_id].freeze
SERVER = { 'serverversion' => Puppet.version, 'servername' => 'puppet.example.com', 'serverip' => '192.0.2.1' }.freeze

# Starts Puppet with the defaults of its release, in a directory of its own that is gone in the end.
def start(*settings, codedir: nil)
  root = Dir.mktmpdir
  at_exit { FileUtils.rm_rf(root) }
  own = %W[--confdir #{root} --vardir #{root} --codedir #{codedir || root} --rundir #{root} --logdir #{root}]
  Puppet.initialize_settings(own + settings)
  Puppet[:storeconfigs] = false
  Puppet.push_context(Puppet.base_context(Puppet.settings), 'test')
end

# Keeps in $logged what is logged from a level on, each message as the block tells it.
def collect_log(level, &told)
  $logged = []
  Puppet::Util::Log.newdesttype(:collect) do
    match 'collect'
    define_method(:handle) { |message| $logged << told.call(message) }
  end
  Puppet::Util::Log.newdestination('collect')
  Puppet::Util::Log.level = level
end

def trusted(certname)
  Puppet::Context::TrustedInformation.new('local', certname, {})
end

# A machine with facts, as a server knows it; without `server`, as `puppet apply` does.
def node_of(certname, values, environment, server = {})
  node = Puppet::Node.new(certname, facts: Puppet::Node::Facts.new(certname, values.dup), environment: environment)
  node.merge(values)
  node.add_server_facts(server) unless server.empty?
  node.trusted_data = trusted(certname).to_h
  node
end

# The catalog of a machine, with what is virtual or exported.
def compiled(node)
  Puppet.override(current_environment: node.environment, trusted_information: trusted(node.name)) do
    Puppet::Parser::Compiler.compile(node, nil)
  end
end

# What an agent is sent of a catalog, with rich data.
def sent(catalog)
  Puppet.override(rich_data: true) { catalog.filter(&:virtual?).to_data_hash }
end
