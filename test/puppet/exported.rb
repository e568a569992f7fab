# ruby exported.rb < {"environment", "rounds", "nodes": {certname: facts}} : compiles each machine with real Puppet and
# the terminus of PuppetDB, of which only the connection is replaced: what a round exports is what the next one is
# answered. Prints the catalogs of the last round, or messages.
require 'json'
require 'tmpdir'
require 'cgi'
require 'puppet'

input = JSON.parse($stdin.read)
root = Dir.mktmpdir
at_exit { FileUtils.rm_rf(root) }
File.write(File.join(root, 'puppetdb.conf'), "[main]\nserver_urls = https://puppetdb.example.com:8081\n")
Puppet.initialize_settings(
  %W[--confdir #{root} --vardir #{root} --codedir #{root} --rundir #{root} --logdir #{root}
     --environmentpath #{File.dirname(input['environment'])} --environment production],
)
Puppet[:strict] = :warning
Puppet[:storeconfigs] = true
Puppet::Util::Log.level = :err
Puppet.push_context(Puppet.base_context(Puppet.settings), 'exported')

require 'puppet/indirector/resource/puppetdb'
require 'puppet/indirector/catalog/puppetdb'
Puppet::Resource.indirection.terminus_class = :puppetdb

$stored = []

def matches?(query, resource)
  operator, *rest = query
  case operator
  when 'and' then rest.all? { |each| matches?(each, resource) }
  when 'or' then rest.any? { |each| matches?(each, resource) }
  when 'not' then !matches?(rest[0], resource)
  when '='
    field, value = rest
    return resource['parameters'][field[1]] == value if field.is_a?(Array)
    return resource['tags'].include?(value) if field == 'tag'

    resource[field] == value
  end
end

Answer = Struct.new(:body) do
  def success?
    true
  end

  def [](_header)
    nil
  end
end

Puppet::Util::Puppetdb::Http.define_singleton_method(:action) do |path, _kind, &_block|
  query = JSON.parse(CGI.unescape(path[/query=(.*)/, 1]))
  Answer.new(JSON.generate($stored.select { |resource| matches?(query, resource) }))
end

def compile(certname, values, environment)
  node = Puppet::Node.new(certname, facts: Puppet::Node::Facts.new(certname, values.dup), environment: environment)
  node.merge(values)
  trusted = Puppet::Context::TrustedInformation.new('local', certname, {})
  node.trusted_data = trusted.to_h
  Puppet.override(current_environment: environment, trusted_information: trusted) do
    Puppet::Parser::Compiler.compile(node, nil)
  end
end

def munged(certname, catalog)
  terminus = Puppet::Resource::Catalog::Puppetdb.new
  data = terminus.munge_catalog(catalog, Time.at(0), { environment: 'production' }).first
  JSON.parse(JSON.generate(data['resources'])).select { |each| each['exported'] }.map { |each| each.merge('certname' => certname) }
end

environment = Puppet.lookup(:environments).get!('production')
results = {}
input['rounds'].times do
  stored = []
  input['nodes'].sort.each do |certname, facts|
    catalog = compile(certname, facts, environment)
    stored.concat(munged(certname, catalog))
    filtered = catalog.filter { |resource| resource.virtual? }
    results[certname] = { catalog: Puppet.override(rich_data: true) { filtered.to_data_hash } }
  rescue Puppet::Error => e
    results[certname] = { error: e.message }
  end
  $stored = stored
end
print JSON.generate(results)
